# The few ways in which Laurel declares a target. Every target lists its files and says whom it uses: the arrows of
# ARCHITECTURE.md are these DEPS, and `./dev check` proves them.

add_library(laurel_warnings INTERFACE)
target_compile_options(laurel_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Werror)
# Everywhere, since precompiled headers ask for the same flags in every target.
target_compile_options(laurel_warnings INTERFACE -pthread)

# Headers of others that nearly every file of ours reads are compiled once, for the libraries and for the tests: half of a
# build's time. Ours include what they use all the same: `./dev check` builds without.
file(WRITE ${CMAKE_BINARY_DIR}/precompiled/empty.cc "")
set(laurel_library_headers <algorithm> <functional> <map> <memory> <optional> <string> <string_view> <utility> <vector>
                           <absl/status/statusor.h> <absl/synchronization/mutex.h> <absl/time/time.h> <fmt/format.h>
                           <google/protobuf/message.h>)
foreach(kind library test)
  add_library(laurel_precompiled_${kind} OBJECT ${CMAKE_BINARY_DIR}/precompiled/empty.cc)
  target_link_libraries(laurel_precompiled_${kind} PRIVATE laurel_warnings fmt::fmt)
endforeach()
target_link_libraries(laurel_precompiled_test PRIVATE GTest::gmock)
target_precompile_headers(laurel_precompiled_library PRIVATE ${laurel_library_headers})
target_precompile_headers(laurel_precompiled_test PRIVATE ${laurel_library_headers} <gmock/gmock.h> <gtest/gtest.h>)

# What generators write, without compiling it: enough to read our sources with.
add_custom_target(generated)

# laurel_library(NAME common_status SRCS error.cc DEPS laurel::x PRIVATE_DEPS y): a static library, alias laurel::common_status.
function(laurel_library)
  cmake_parse_arguments(A "TESTONLY" "NAME" "SRCS;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(laurel_${A_NAME} STATIC ${A_SRCS})
  add_library(laurel::${A_NAME} ALIAS laurel_${A_NAME})
  target_include_directories(laurel_${A_NAME} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(laurel_${A_NAME} PUBLIC ${A_DEPS} fmt::fmt PRIVATE ${A_PRIVATE_DEPS} laurel_warnings)
  target_precompile_headers(laurel_${A_NAME} REUSE_FROM laurel_precompiled_library)
endfunction()

# laurel_binary(NAME laurel-directory SRCS main.cc DEPS …): an executable in <build>/bin.
function(laurel_binary)
  cmake_parse_arguments(A "" "NAME" "SRCS;DEPS" ${ARGN})
  add_executable(${A_NAME} ${A_SRCS})
  target_include_directories(${A_NAME} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${A_NAME} PRIVATE ${A_DEPS} laurel_warnings)
  set_target_properties(${A_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# laurel_test(NAME common_status SRCS error_test.cc DEPS … LABELS database): one test binary a room, run by CTest as one test.
function(laurel_test)
  cmake_parse_arguments(A "" "NAME" "SRCS;DEPS;LABELS" ${ARGN})
  add_executable(${A_NAME}_test ${A_SRCS})
  target_include_directories(${A_NAME}_test PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${A_NAME}_test PRIVATE ${A_DEPS} fmt::fmt GTest::gmock_main laurel_warnings)
  target_precompile_headers(${A_NAME}_test REUSE_FROM laurel_precompiled_test)
  set_target_properties(${A_NAME}_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/test)
  add_test(NAME ${A_NAME} COMMAND ${A_NAME}_test --gtest_brief=1)
  set_tests_properties(${A_NAME} PROPERTIES LABELS "${A_LABELS}" TIMEOUT 300)
endfunction()

# laurel_proto_library(NAME protos_x ROOT dir FILES a.proto GRPC_FILES b.proto IMPORTS dirs DEPS …): generated once into <build>/gen.
function(laurel_proto_library)
  cmake_parse_arguments(A "" "NAME;ROOT" "FILES;GRPC_FILES;IMPORTS;DEPS" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/gen)
  file(MAKE_DIRECTORY ${out})
  set(includes -I ${A_ROOT})
  foreach(import ${A_IMPORTS})
    list(APPEND includes -I ${import})
  endforeach()
  set(sources)
  foreach(file ${A_FILES} ${A_GRPC_FILES})
    string(REGEX REPLACE "\\.proto$" "" stem ${file})
    set(outputs ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    set(grpc_arguments)
    if(file IN_LIST A_GRPC_FILES)
      # First, because ninja wants the dependency file's first target to be the first OUTPUT, and protoc sorts its outputs.
      list(PREPEND outputs ${out}/${stem}.grpc.pb.cc ${out}/${stem}.grpc.pb.h)
      set(grpc_arguments --grpc_out=${out} --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>)
    endif()
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND protobuf::protoc ${includes} --cpp_out=${out} ${grpc_arguments} --dependency_out=${out}/${stem}.d
              ${A_ROOT}/${file}
      DEPENDS ${A_ROOT}/${file} protobuf::protoc gRPC::grpc_cpp_plugin
      DEPFILE ${out}/${stem}.d
      VERBATIM)
    list(APPEND sources ${outputs})
  endforeach()
  add_custom_target(generate_${A_NAME} DEPENDS ${sources})
  add_dependencies(generated generate_${A_NAME})
  add_library(laurel_${A_NAME} STATIC ${sources})
  add_library(laurel::${A_NAME} ALIAS laurel_${A_NAME})
  target_include_directories(laurel_${A_NAME} SYSTEM PUBLIC ${out})
  target_link_libraries(laurel_${A_NAME} PUBLIC ${A_DEPS} protobuf::libprotobuf)
  if(A_GRPC_FILES)
    target_link_libraries(laurel_${A_NAME} PUBLIC gRPC::grpc++)
  endif()
endfunction()

# laurel_embed_sql(TARGET t NAMESPACE laurel::directory FILES schema/0001_create_person.sql …): the migrations as a table in
# the binary, declared in common/sql/migrate.h; the header is generated beside it as <target>_schema.h with `Migrations()`.
function(laurel_embed_sql)
  cmake_parse_arguments(A "" "TARGET;NAMESPACE" "FILES" ${ARGN})
  set(stem ${CMAKE_BINARY_DIR}/gen/schema/${A_TARGET}_schema)
  set(paths)
  foreach(file ${A_FILES})
    list(APPEND paths ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  add_custom_command(
    OUTPUT ${stem}.cc ${stem}.h
    COMMAND ${CMAKE_COMMAND} "-DFILES=${paths}" -DNAMESPACE=${A_NAMESPACE} -DSTEM=${stem} -P
            ${CMAKE_SOURCE_DIR}/cmake/EmbedSql.cmake
    DEPENDS ${paths} ${CMAKE_SOURCE_DIR}/cmake/EmbedSql.cmake
    VERBATIM)
  add_custom_target(generate_${A_TARGET}_schema DEPENDS ${stem}.cc ${stem}.h)
  add_dependencies(generated generate_${A_TARGET}_schema)
  target_sources(laurel_${A_TARGET} PRIVATE ${stem}.cc ${stem}.h)
  target_include_directories(laurel_${A_TARGET} PUBLIC ${CMAKE_BINARY_DIR}/gen)
endfunction()
