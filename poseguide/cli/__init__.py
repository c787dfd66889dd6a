"""The command line: words in, one call of the library, words out."""
