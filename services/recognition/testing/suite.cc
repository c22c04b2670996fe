#include "services/recognition/testing/suite.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "google/protobuf/util/message_differencer.h"
#include "schema/recognition_schema.h"
#include "services/recognition/events.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition_service.h"

namespace laurel::recognition::testing {
namespace {

using org::testing::Records;
using org::testing::TestId;

// The answer; fails the test when there is none.
template <typename Answer>
Answer Answered(const absl::StatusOr<Answer>& answer) {
  EXPECT_TRUE(answer.ok()) << answer.status() << " " << ReasonOf(answer.status());
  return answer.value_or(Answer());
}

// The names of the top-level fields in which they differ.
std::vector<std::string> Differing(const v1::Program& one, const v1::Program& other) {
  std::vector<std::string> names;
  const auto& descriptor = *v1::Program::descriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    google::protobuf::util::MessageDifferencer differencer;
    if (!differencer.CompareWithFields(one, other, {descriptor.field(i)}, {descriptor.field(i)}))
      names.push_back(descriptor.field(i)->name());
  }
  return names;
}

}  // namespace

const std::string kSam = TestId(1);
const std::string kMona = TestId(2);
const std::string kAna = TestId(3);
const std::string kBen = TestId(4);
const std::string kCarla = TestId(5);
const std::string kSkip = TestId(6);
const std::string kTop = TestId(7);
const std::string kPeer = TestId(8);
const std::string kLead = TestId(9);
const std::string kRewarder = TestId(10);
const std::string kHr = TestId(11);
const std::string kAuditor = TestId(12);
const std::string kStranger = TestId(13);
const std::string kGone = TestId(14);
const std::string kNobody = TestId(99);

const std::string kTeam = TestId(50);
const std::string kPair = TestId(51);
const std::string kNoTeam = TestId(52);

std::string Person(std::string_view id) { return org::kPersonPattern.Format({id}); }
std::string Team(std::string_view id) { return fmt::format("teams/{}", id); }

Records Organization() {
  Records records;
  for (const std::string* id : {&kSam, &kMona, &kAna, &kBen, &kCarla, &kSkip, &kTop, &kPeer, &kLead,
                                &kRewarder, &kHr, &kAuditor, &kStranger, &kGone}) {
    records.Active(*id, *id);  // their address is their id, and so is their token
  }
  records.Line(kSam, kMona)
      .Line(kAna, kCarla)
      .Line(kBen, kCarla)
      .Line(kGone, kCarla)
      .Line(kCarla, kSkip)
      .Line(kSkip, kTop)
      .Team(kTeam)
      .Member(kTeam, kAna)
      .Member(kTeam, kPeer)
      .Member(kTeam, kGone)
      .Lead(kTeam, kLead)
      .Team(kPair)
      .Member(kPair, kSam)
      .Member(kPair, kBen)
      .Team(kNoTeam)
      .Roles(kRewarder, {directory::v1::ROLE_RECOGNITION_ADMIN})
      .Roles(kHr, {directory::v1::ROLE_HR_ADMIN})
      .Roles(kAuditor, {directory::v1::ROLE_AUDITOR})
      .Status(kGone, absl::CivilDay(2026, 1, 1), directory::v1::PERSON_STATE_LEFT);
  return records;
}

Suite::Suite() : ServiceSuite("recognition", EventData(), Migrations()), records_(Organization()) {
  organization.Set(records_.Build(version_), clock.Now());
  env_ = std::make_unique<Env>(Env{*db, organization, events->outbox(), metrics});
  Serve([this](rpc::Pipeline& pipeline) {
    laurel::testing::TestServer::Services services;
    services.push_back(std::make_unique<RecognitionService>(pipeline, *env_));
    return services;
  });
  for (int replica = 0; replica < kReplicas; ++replica)
    stubs_.push_back(v1::RecognitionService::NewStub(channel(replica)));
}

Suite::~Suite() {
  stubs_.clear();
  StopServing();
}

v1::GiveRecognitionRequest GiveRequest(const std::vector<std::string>& recipients, std::int64_t points_each,
                                       v1::RecognitionVisibility visibility) {
  v1::GiveRecognitionRequest request;
  for (const std::string& id : recipients) request.mutable_recognition()->add_recipients(Person(id));
  request.mutable_recognition()->set_message("Stayed two hours to calm the outage");
  request.mutable_recognition()->set_points_each(points_each);
  request.mutable_recognition()->set_visibility(visibility);
  return request;
}

v1::RejectRecognitionRequest RejectRequest(std::string_view name) {
  auto request = Named<v1::RejectRecognitionRequest>(name);
  request.set_reason("Part of the job");
  return request;
}

v1::HideRecognitionRequest HideRequest(std::string_view name) {
  auto request = Named<v1::HideRecognitionRequest>(name);
  request.set_reason("Names a customer");
  return request;
}

v1::AddReactionRequest ReactionRequest(std::string_view recognition, std::string_view emoji) {
  auto request = About<v1::AddReactionRequest>(recognition);
  request.mutable_reaction()->set_emoji(std::string(emoji));
  return request;
}

v1::AddCommentRequest CommentRequest(std::string_view recognition, std::string_view text) {
  auto request = About<v1::AddCommentRequest>(recognition);
  request.mutable_comment()->set_text(std::string(text));
  return request;
}

v1::GetBalanceRequest BalanceRequest(std::string_view person) {
  return Named<v1::GetBalanceRequest>(kBalancePattern.Format({person}));
}

v1::BoostAllowanceRequest BoostRequest(std::string_view person, std::int64_t points) {
  auto request = Named<v1::BoostAllowanceRequest>(kBalancePattern.Format({person}));
  request.set_points(points);
  request.set_reason("A team of new hires to welcome");
  return request;
}

v1::AdjustBalanceRequest AdjustRequest(std::string_view person, std::int64_t points) {
  auto request = Named<v1::AdjustBalanceRequest>(kBalancePattern.Format({person}));
  request.set_points(points);
  request.set_reason("Carried over from before");
  return request;
}

v1::CreateValueRequest ValueRequest(std::string_view hashtag, bool active) {
  v1::CreateValueRequest request;
  request.mutable_value()->set_title(fmt::format("We live {}", hashtag));
  request.mutable_value()->set_hashtag(std::string(hashtag));
  request.mutable_value()->set_active(active);
  return request;
}

v1::Recognition Suite::Given(std::string_view sender, const std::vector<std::string>& recipients,
                             std::int64_t points_each, v1::RecognitionVisibility visibility) {
  return Answered(As(sender, &Stub::GiveRecognition, GiveRequest(recipients, points_each, visibility)));
}

v1::Recognition Suite::Pending(std::string_view sender, const std::vector<std::string>& recipients,
                               std::int64_t points_each, v1::RecognitionVisibility visibility) {
  const auto before = Answered(As(kRewarder, &Stub::GetProgram, v1::GetProgramRequest()));
  SetProgram([](v1::Program& program) { program.set_approval_threshold(1); });
  const v1::Recognition pending = Given(sender, recipients, points_each, visibility);
  SetProgram([&](v1::Program& program) { program.set_approval_threshold(before.approval_threshold()); });
  EXPECT_EQ(pending.state(), v1::RECOGNITION_STATE_PENDING_APPROVAL);
  return pending;
}

v1::CompanyValue Suite::Value(std::string_view hashtag, bool active) {
  return Answered(As(kRewarder, &Stub::CreateValue, ValueRequest(hashtag, active)));
}

v1::Balance Suite::Balance(std::string_view person) {
  return Answered(As(kRewarder, &Stub::GetBalance, BalanceRequest(person)));
}

void Suite::SetProgram(const std::function<void(v1::Program&)>& change) {
  const auto before = Answered(As(kRewarder, &Stub::GetProgram, v1::GetProgramRequest()));
  v1::UpdateProgramRequest request;
  *request.mutable_program() = before;
  change(*request.mutable_program());
  for (const std::string& field : Differing(before, request.program()))
    request.mutable_update_mask()->add_paths(field);
  if (request.update_mask().paths().empty()) return;
  Answered(As(kRewarder, &Stub::UpdateProgram, request));
}

void Suite::Boost(std::string_view person, std::int64_t points) {
  Answered(As(kRewarder, &Stub::BoostAllowance, BoostRequest(person, points)));
}

void Suite::Adjust(std::string_view person, std::int64_t points) {
  Answered(As(kRewarder, &Stub::AdjustBalance, AdjustRequest(person, points)));
}

void Suite::Reorganize(const std::function<void(Records&)>& change) {
  change(records_);
  organization.Set(records_.Build(++version_), clock.Now());
}

void Suite::MakeAdmin(std::string_view person) {
  Reorganize([&](Records& records) { records.Roles(person, {directory::v1::ROLE_RECOGNITION_ADMIN}); });
}

void Suite::Leave(std::string_view person) {
  const absl::CivilDay today = absl::ToCivilDay(clock.Now(), absl::UTCTimeZone());
  Reorganize([&](Records& records) { records.Status(person, today, directory::v1::PERSON_STATE_LEFT); });
}

v1::VerifyLedgerResponse Suite::Verify() {
  const auto proof = Answered(As(kRewarder, &Stub::VerifyLedger, v1::VerifyLedgerRequest()));
  EXPECT_EQ(proof.imbalance(), 0);
  EXPECT_EQ(proof.accounts_below_floor(), 0);
  EXPECT_EQ(proof.balances_off(), 0);
  EXPECT_EQ(proof.transactions(), database.QueryInt("SELECT COUNT(*) FROM ledger_transaction"));
  EXPECT_EQ(proof.entries(), database.QueryInt("SELECT COUNT(*) FROM ledger_entry"));
  const auto wrong = [&](std::string_view what, std::string_view rows) {
    EXPECT_EQ(database.QueryInt(fmt::format("SELECT COUNT(*) FROM ({}) wrong", rows)), 0) << what;
  };
  wrong(
      "transactions that do not sum to 0, or have no entry",
      "SELECT t.id FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transaction = t.id GROUP BY t.id "
      "HAVING COALESCE(SUM(e.delta), 1) <> 0");
  wrong("accounts below 0",
        "SELECT account FROM ledger_entry WHERE account <> 'issued' GROUP BY account HAVING SUM(delta) < 0");
  wrong("balances that are not the sum of their entries",
        "SELECT a.account FROM ledger_account a LEFT JOIN ledger_entry e ON e.account = a.account "
        "GROUP BY a.account, a.balance HAVING a.balance <> COALESCE(SUM(e.delta), 0)");
  wrong("accounts that have entries and no balance",
        "SELECT e.account FROM ledger_entry e LEFT JOIN ledger_account a ON a.account = e.account "
        "WHERE a.account IS NULL AND e.account <> 'issued'");
  return proof;
}

std::int64_t Suite::Entries(std::string_view account) const {
  return database.QueryInt(
      "SELECT CAST(COALESCE(SUM(delta), 0) AS SIGNED) FROM ledger_entry WHERE account = ?",
      {std::string(account)});
}

}  // namespace laurel::recognition::testing
