# nl_embed_into(TARGET KIND OUT FILE...): KIND is texts or labels; OUT is included by a .cpp of the target.
include_guard(GLOBAL)

add_executable(nl_embed ${CMAKE_SOURCE_DIR}/cmake/embed.cpp)

function(nl_embed_into target kind out)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${out})
  add_custom_command(OUTPUT ${generated} COMMAND nl_embed ${kind} ${generated} ${ARGN} DEPENDS nl_embed ${ARGN}
                     COMMENT "Compiling in ${out}" VERBATIM)
  target_sources(${target} PRIVATE ${generated})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
