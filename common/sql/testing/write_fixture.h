// What the tests of writes share: a schema with one resource and one guard, and a call that takes from the
// guard.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/api/ulid.h"
#include "common/sql/database.h"
#include "common/sql/migrate.h"
#include "common/sql/record.h"
#include "common/sql/testing/resources.pb.h"
#include "common/status/error.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"

namespace laurel::sql {

using sql::testing::Task;

inline const Record& TaskRecord() {
  static const Record record("task", Task::descriptor(),
                             {Column::Name({"id"}, api::ResourcePattern("tasks/{task}")), Column::Version(),
                              Column::Field("text"), Column::Extra("slot")});
  return record;
}

// What was reported, for tests to read.
class Recorder final : public Observer {
 public:
  void Retried(std::string_view reason) override { Add("retried:", reason); }
  void UnknownCommit(std::string_view how) override { Add("unknown:", how); }
  void Replayed() override { Add("replayed", ""); }

  std::vector<std::string> events() const {
    const std::scoped_lock lock(mutex_);
    return events_;
  }

 private:
  void Add(std::string_view what, std::string_view which) {
    const std::scoped_lock lock(mutex_);
    events_.push_back(std::string(what) + std::string(which));
  }
  mutable std::mutex mutex_;
  std::vector<std::string> events_;
};

class WriteTest : public ::testing::Test {
 protected:
  explicit WriteTest(const std::string& address = "")
      : test_database_(address.empty() ? std::make_unique<laurel::testing::TestDatabase>()
                                       : std::make_unique<laurel::testing::TestDatabase>(address)),
        database_(test_database_->Open(SystemClock(), recorder_)) {}

  void SetUp() override {
    ASSERT_THAT(Migrate(*database_, "test", {}, Soon()), laurel::testing::IsOk());
    test_database_->Execute(
        "CREATE TABLE task (id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY, version "
        "BIGINT NOT "
        "NULL, text VARCHAR(2000) NOT NULL, slot BIGINT NULL, UNIQUE KEY task_slot (slot)) "
        "ENGINE=InnoDB");
    test_database_->Execute(
        "CREATE TABLE budget (id INT PRIMARY KEY, available BIGINT NOT NULL) ENGINE=InnoDB");
    test_database_->Execute("INSERT INTO budget VALUES (1, 1000), (2, 1000)");
  }

  static absl::Time Soon() { return SystemClock().Now() + absl::Seconds(20); }

  WriteContext Context(const std::string& request_id, const std::string& body = "a") const {
    return {.now = SystemClock().Now(),
            .deadline = Soon(),
            .key = {.principal = "01hv3k5e6m7n8p9q0r1s2t3v4w",
                    .method = "laurel.test.v1.TaskService/CreateTask",
                    .request_id = request_id,
                    .body_hash = std::string(31, '\0') + body},
            .actor = "people/01hv3k5e6m7n8p9q0r1s2t3v4w",
            .audited = true};
  }

  using Decide = std::function<absl::StatusOr<Task>(Connection&, Changes&)>;
  using MayRead = std::function<absl::Status(Connection&, const Task&)>;

  // Takes one from the budget and makes a task.
  static absl::StatusOr<Task> TakeOne(Connection& connection, Changes& changes) {
    const auto rows =
        connection.Query("SELECT available FROM budget WHERE id = ? FOR UPDATE", {std::int64_t{1}});
    if (!rows.ok()) return rows.status();
    if (rows->at(0).Int(0) == 0)
      return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "nothing is left");
    Task task;
    task.set_name("tasks/" + api::NewUlid(SystemClock().Now()));
    task.set_etag("1");
    task.set_text("Call Ana 🙂");
    changes.Insert(TaskRecord(), task, {nullptr});
    changes.Update("UPDATE budget SET available = available - 1 WHERE id = ? AND available >= 1",
                   {std::int64_t{1}});
    return task;
  }

  absl::StatusOr<Task> Write(
      const WriteContext& context, const Decide& decide = TakeOne,
      const MayRead& may_read = [](Connection&, const Task&) { return absl::OkStatus(); }) {
    return database_->Write<Task>(context, decide, may_read);
  }

  std::int64_t Taken() const {
    return 1000 - test_database_->QueryInt("SELECT available FROM budget WHERE id = 1");
  }
  std::int64_t Tasks() const { return test_database_->QueryInt("SELECT COUNT(*) FROM task"); }
  std::int64_t Logged() const { return test_database_->QueryInt("SELECT COUNT(*) FROM request_log"); }
  std::int64_t Audited() const { return test_database_->QueryInt("SELECT COUNT(*) FROM audit_record"); }

  Recorder recorder_;
  std::unique_ptr<laurel::testing::TestDatabase> test_database_;
  std::unique_ptr<Database> database_;
};

}  // namespace laurel::sql
