# The same work with quanteda: Rscript quanteda.R TEXTS LEXICON
# TEXTS has a document a line; LEXICON is the JSON that prepare.py writes. Prints how many it counted.

suppressPackageStartupMessages(library(quanteda))
quanteda_options(threads = 2)
arguments <- commandArgs(trailingOnly = TRUE)
texts <- gsub("\v", "\n", readLines(arguments[1], encoding = "UTF-8"), fixed = TRUE)
lexicon <- lapply(jsonlite::fromJSON(arguments[2]), function(frame) frame$patterns)
found <- tokens_lookup(tokens(texts, remove_punct = TRUE), dictionary(lexicon))
cat(sum(dfm(found)), "\n")
