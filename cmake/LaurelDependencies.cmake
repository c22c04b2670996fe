# What Laurel stands on: Debian packages only (see CONTRIBUTING.md for the list and ADR 0002 for the reasons).
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # What ccache asks for where headers are precompiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Protobuf 3.21 REQUIRED) # Debian ships no protobuf-config.cmake: CMake's own module
find_package(gRPC 1.51 CONFIG REQUIRED) # brings re2::re2
find_package(absl CONFIG REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED) # its config carries no version file: naming a version fails
find_package(GTest CONFIG REQUIRED)
find_package(benchmark CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(yaml-cpp CONFIG REQUIRED)
find_package(Boost 1.74 REQUIRED) # headers only: Beast

find_package(PkgConfig REQUIRED)
pkg_check_modules(CJOSE REQUIRED IMPORTED_TARGET cjose)
pkg_check_modules(GMPXX REQUIRED IMPORTED_TARGET gmpxx)

find_path(CSV_INCLUDE_DIR NAMES csv.h REQUIRED)
find_library(CSV_LIBRARY NAMES csv REQUIRED)
add_library(csv::csv UNKNOWN IMPORTED)
set_target_properties(csv::csv PROPERTIES IMPORTED_LOCATION ${CSV_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${CSV_INCLUDE_DIR})

find_path(MYSQLCPPCONN_INCLUDE_DIR NAMES mysql_driver.h REQUIRED)
find_library(MYSQLCPPCONN_LIBRARY NAMES mysqlcppconn REQUIRED)
add_library(MySQL::cppconn UNKNOWN IMPORTED)
set_target_properties(MySQL::cppconn PROPERTIES IMPORTED_LOCATION ${MYSQLCPPCONN_LIBRARY}
                                                INTERFACE_INCLUDE_DIRECTORIES ${MYSQLCPPCONN_INCLUDE_DIR})

# google/rpc, google/type: no Debian C++ package ships them; this one carries the .proto files.
find_path(GOOGLEAPIS_DIR NAMES google/rpc/error_details.proto
          PATHS /usr/share/gocode/src/github.com/gogo/googleapis NO_DEFAULT_PATH REQUIRED)
