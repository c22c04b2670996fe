laurel_library(NAME common_testing_database SRCS database_proxy.cc database_server.cc test_database.cc
               DEPS laurel::common_sql laurel::common_time
               PRIVATE_DEPS laurel::common_api fmt::fmt)
