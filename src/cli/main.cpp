#include <cstdio>
#include <exception>

#include "cli/cli.h"

int main(int argc, char** argv) {
    try {
        return newsloom::cli::run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "newsloom: this is a bug, please report it: %s\n", error.what());
        return 70;
    }
}
