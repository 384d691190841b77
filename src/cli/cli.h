/// The command line: words, options, printing. No logic of its own: file words call the pure rooms, store words call
/// pipeline/newsloom.h.
#pragma once

namespace newsloom::cli {

/// Runs one command line; returns the exit code of CLI.md. Writes to stdout and stderr.
[[nodiscard]] int run(int argc, char** argv);

}  // namespace newsloom::cli
