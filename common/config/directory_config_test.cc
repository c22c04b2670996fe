#include "common/config/directory_config.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace laurel::config {
namespace {

DirectoryConfig Parsed(const std::string& arguments) {
  CLI::App app;
  DirectoryConfig config;
  AddDirectoryOptions(app, config);
  app.parse(arguments);
  return config;
}

TEST(DirectoryConfig, IsADirectoryBesideWithoutToken) {
  const DirectoryConfig config = Parsed("");
  EXPECT_EQ(config.address, "127.0.0.1:7401");
  EXPECT_TRUE(config.tls_ca.empty());
  EXPECT_TRUE(config.token_file.empty());
}

TEST(DirectoryConfig, ReadsItsFlags) {
  const DirectoryConfig config = Parsed(
      "--directory-address dns:///directory:7401 --directory-tls-ca ca.pem --directory-token-file "
      "service.jwt");
  EXPECT_EQ(config.address, "dns:///directory:7401");
  EXPECT_EQ(config.tls_ca, "ca.pem");
  EXPECT_EQ(config.token_file, "service.jwt");
}

}  // namespace
}  // namespace laurel::config
