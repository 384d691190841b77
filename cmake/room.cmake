# nl_room(NAME DEPS room... LIBS dep_... TEST_DEPS room...)
#
# One folder of src/ = one static library nl_NAME. DEPS are the rooms whose headers it may include (base is always there);
# the test `rooms` fails when a file includes another. Unit tests of the room: tests/unit/NAME/*.cpp -> test_NAME;
# TEST_DEPS are rooms that only these tests need.
function(nl_room name)
  cmake_parse_arguments(ROOM "" "" "DEPS;LIBS;TEST_DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(TRANSFORM ROOM_DEPS PREPEND nl_ OUTPUT_VARIABLE libs)
  if(sources)
    add_library(nl_${name} STATIC ${sources})
    target_link_libraries(nl_${name} PUBLIC ${libs} ${ROOM_LIBS} PRIVATE nl_flags)
    target_include_directories(nl_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  else()
    add_library(nl_${name} INTERFACE)
    target_link_libraries(nl_${name} INTERFACE ${libs} ${ROOM_LIBS})
    target_include_directories(nl_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
  endif()
  set_property(GLOBAL APPEND PROPERTY NEWSLOOM_ROOMS ${name})
  set_property(GLOBAL PROPERTY NEWSLOOM_TEST_DEPS_${name} ${ROOM_TEST_DEPS})
endfunction()
