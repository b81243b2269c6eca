"""Hostile documents and broken lexicon files: offsets are true, counts are conserved, every refusal is our own."""

import pytest
from fuzz import check_document, check_lexicon, documents, lexicon_files
from hypothesis import HealthCheck, given, settings

modest = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
pytestmark = pytest.mark.filterwarnings("ignore")


@modest
@given(documents)
def test_documents(text):
    """What is said of one text by tokens, hits, voices, scores, kwic, reader, report and estimators agrees."""
    check_document(text)


@modest
@given(lexicon_files)
def test_lexicon_files(file):
    """A lexicon file of any format, damaged anywhere, is read or refused with what to mend."""
    check_lexicon(file)
