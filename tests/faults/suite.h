// laurel-directory and laurel-feedback as they are shipped, on a database, with an organisation of pairs: a
// manager and an agent. Everything it starts and writes goes with it; when the test has failed, the services'
// logs stay. Used by the test's main thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/testing/test_database.h"
#include "common/testing/token_issuer.h"
#include "tests/faults/checker.h"
#include "tests/faults/service.h"

namespace laurel::faults {

struct SuiteOptions {
  std::string database;                // "unix:///…"; empty: the one that all tests share
  std::string feedback_database = {};  // where feedback finds it; empty: there
};

class Suite {
 public:
  explicit Suite(const SuiteOptions& options = {});
  ~Suite();
  Suite(const Suite&) = delete;
  Suite& operator=(const Suite&) = delete;

  Service& directory() { return *directory_; }
  const std::string& feedback_address() const { return feedback_->address(); }
  Service& feedback() { return *feedback_; }
  // One more replica on the same database; not started.
  std::unique_ptr<Service> AnotherFeedback() const;
  const testing::TestDatabase& feedback_database() const { return feedback_database_; }

  const std::string& folder() const { return folder_; }
  std::string Token(const std::string& email) const;  // good for an hour
  std::string NameOf(const std::string& email) const { return people_.at(email); }
  // Another pair, while everything runs; answers its number.
  int AddPair();

  // What feedback's database holds, in the terms of the checker.
  std::vector<Row> Rows() const;

 protected:
  static testing::TestDatabase OpenDatabase(const std::string& address);
  // Of a service that follows directory under this name: one of the subjects that directory knows.
  std::vector<std::string> FlagsOf(const std::string& subject, const testing::TestDatabase& database,
                                   const std::string& address) const;
  std::string AdminToken() const;  // HR_ADMIN

 private:
  void AwaitPeople() const;
  std::vector<std::string> Flags(const testing::TestDatabase& database, const std::string& address) const;
  std::vector<std::string> FeedbackFlags() const;

  const SuiteOptions options_;
  std::string folder_;
  testing::TokenIssuer issuer_;
  testing::TestDatabase directory_database_;
  testing::TestDatabase feedback_database_;
  std::unique_ptr<Service> directory_;
  std::unique_ptr<Service> feedback_;
  std::map<std::string, std::string> people_;
  int pairs_ = 0;
};

}  // namespace laurel::faults
