#include "tests/faults/recognition/recognition_suite.h"

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "tests/faults/organization.h"
#include "tests/faults/retry.h"

namespace laurel::faults {
namespace {

namespace v1 = recognition::v1;
using rpc::testing::Eventually;

constexpr char kSubject[] = "laurel-recognition";
constexpr absl::Duration kPatience = absl::Seconds(10);
constexpr std::int64_t kPlenty = 1'000'000;

// The agent of the last pair.
std::string RewarderEmail() { return AgentEmail(kPairs - 1); }

// A row whose recognition is not there has no mark, and is explained by nothing. Of the ledger what belongs
// to a recognition: grants are everybody's.
constexpr char kRows[] = R"(
  SELECT 'recognition', message, id FROM recognition
  UNION ALL
  SELECT 'recipient', CONCAT(r.message, '/', p.n), p.recognition
    FROM (SELECT recognition, ROW_NUMBER() OVER (PARTITION BY recognition ORDER BY person) AS n
          FROM recognition_recipient) p LEFT JOIN recognition r ON r.id = p.recognition
  UNION ALL
  SELECT 'status_change', CONCAT(r.message, '/', c.to_state), c.resource
    FROM status_change c LEFT JOIN recognition r ON r.id = c.resource
  UNION ALL
  SELECT 'transaction', CONCAT(r.message, '/', t.kind), t.recognition
    FROM ledger_transaction t LEFT JOIN recognition r ON r.id = t.recognition WHERE t.recognition IS NOT NULL
  UNION ALL
  SELECT 'entry', CONCAT(r.message, '/', t.kind, '/', e.n), t.recognition
    FROM (SELECT transaction, ROW_NUMBER() OVER (PARTITION BY transaction ORDER BY account) AS n
          FROM ledger_entry) e
    JOIN ledger_transaction t ON t.id = e.transaction LEFT JOIN recognition r ON r.id = t.recognition
    WHERE t.kind NOT IN (1, 3)
  UNION ALL
  SELECT DISTINCT 'audit_record', CONCAT(r.message, '/', SUBSTRING_INDEX(a.method, '/', -1)), SUBSTRING_INDEX(a.resource, '/', -1)
    FROM audit_record a LEFT JOIN recognition r ON r.id = SUBSTRING_INDEX(a.resource, '/', -1)
    WHERE a.resource LIKE 'recognitions/%'
)";

void AddLedger(const std::string& mark, int kind, int entries, std::vector<std::string>& rows) {
  rows.push_back(fmt::format("transaction/{}/{}", mark, kind));
  for (int n = 1; n <= entries; ++n) rows.push_back(fmt::format("entry/{}/{}/{}", mark, kind, n));
}

}  // namespace

template <typename Request, typename Response>
Response RecognitionSuite::AsAdmin(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                                Response*),
                                   const Request& request) const {
  const auto stub = v1::RecognitionService::NewStub(Connect(recognition_->address()));
  Response answer;
  grpc::Status status;
  // It may serve before it has heard of whom directory made what.
  Eventually([&] {
    grpc::ClientContext context;
    PrepareCall(context, Token(RewarderEmail()), kPatience);
    status = (stub.get()->*method)(&context, request, &answer);
    return status.ok();
  });
  if (status.ok()) return answer;
  std::cerr << recognition_->address() << ": " << status.error_message() << "\n";
  std::abort();
}

RecognitionSuite::RecognitionSuite(const SuiteOptions& options)
    : Suite(options),
      database_(OpenDatabase(options.database)),
      recognition_(std::make_unique<Service>("recognition", folder(),
                                             FlagsOf(kSubject, database_, database_.options().address))) {
  GrantRecognitionAdmin(Connect(directory().address()), AdminToken(), NameOf(RewarderEmail()));
  recognition_->Migrate();
  recognition_->Start();
  SetAllowance(kPlenty);
}

void RecognitionSuite::SetAllowance(std::int64_t points) {
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name("program");
  request.mutable_program()->set_allowance(points);
  request.mutable_program()->set_pair_cap(kPlenty);
  for (const char* field : {"allowance", "pair_cap"}) request.mutable_update_mask()->add_paths(field);
  AsAdmin(&Stub::UpdateProgram, request);
}

v1::VerifyLedgerResponse RecognitionSuite::Verify() const {
  return AsAdmin(&Stub::VerifyLedger, v1::VerifyLedgerRequest());
}

v1::Balance RecognitionSuite::Balance(const std::string& email) const {
  v1::GetBalanceRequest request;
  request.set_name(NameOf(email) + "/balance");
  return AsAdmin(&Stub::GetBalance, request);
}

std::vector<Row> RecognitionSuite::GiftRows() const {
  std::vector<Row> rows;
  for (const sql::Row& row : database_.Query(kRows)) {
    rows.push_back({.what = fmt::format("{}/{}", row.Text(0), row.Text(1)), .id = std::string(row.Text(2))});
  }
  return rows;
}

std::vector<std::string> RowsOfGift(const std::string& mark, int recipients, bool points) {
  std::vector<std::string> rows = {
      "recognition/" + mark, fmt::format("status_change/{}/{}", mark, int{v1::RECOGNITION_STATE_PUBLISHED}),
      fmt::format("audit_record/{}/GiveRecognition", mark)};
  for (int n = 1; n <= recipients; ++n) rows.push_back(fmt::format("recipient/{}/{}", mark, n));
  if (points) AddLedger(mark, v1::LEDGER_KIND_GIVE, recipients + 1, rows);
  return rows;
}

std::vector<std::string> RowsOfRevocation(const std::string& mark, int recipients) {
  std::vector<std::string> rows = {
      fmt::format("status_change/{}/{}", mark, int{v1::RECOGNITION_STATE_REVOKED}),
      fmt::format("audit_record/{}/RevokeRecognition", mark)};
  AddLedger(mark, v1::LEDGER_KIND_REVERSE, recipients + 1, rows);
  return rows;
}

}  // namespace laurel::faults
