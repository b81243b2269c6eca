"""
Options of estimators to one error that is scikit-learn's and ours.
"""

from __future__ import annotations

from sklearn.base import BaseEstimator
from sklearn.utils._param_validation import InvalidParameterError

from framing.errors import FramingError


class OptionError(FramingError, InvalidParameterError):
    """An option of an estimator cannot be used; the message says which would do."""


def check_options(estimator: BaseEstimator) -> None:
    """Refuse options that its ``_parameter_constraints`` do not allow."""
    try:
        estimator._validate_params()
    except InvalidParameterError as error:
        raise OptionError(str(error)) from None
