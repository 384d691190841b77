# One set of flags for everything that is ours. Never -ffast-math: results must not depend on the machine.
add_library(nl_flags INTERFACE)
target_compile_options(nl_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized>  # both report false positives inside libstdc++ 12
  -ffp-contract=off)
if(NEWSLOOM_SANITIZE)
  target_compile_options(nl_flags INTERFACE -fsanitize=${NEWSLOOM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(nl_flags INTERFACE -fsanitize=${NEWSLOOM_SANITIZE})
endif()
