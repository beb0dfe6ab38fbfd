//! Imports: written at this moment by somebody else (with the page and the command); do not write it again.
