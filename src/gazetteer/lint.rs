//! What is wrong with a list, beyond what keeps it from being read.
