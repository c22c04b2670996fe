// laurel-recognition as it is shipped, beside the suite's other services, and somebody who is
// RECOGNITION_ADMIN. Used by the test's main thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "laurel/recognition/v1/recognition_service.grpc.pb.h"
#include "tests/faults/suite.h"

namespace laurel::faults {

class RecognitionSuite : public Suite {
 public:
  explicit RecognitionSuite(const SuiteOptions& options = {});

  Service& recognition() { return *recognition_; }
  const std::string& recognition_address() const { return recognition_->address(); }
  const testing::TestDatabase& recognition_database() const { return database_; }

  // Of each month; what one gives to another has no bound that matters.
  void SetAllowance(std::int64_t points);
  recognition::v1::VerifyLedgerResponse Verify() const;
  recognition::v1::Balance Balance(const std::string& email) const;

  // What recognition's database holds, in the terms of the checker.
  std::vector<Row> GiftRows() const;

 private:
  using Stub = recognition::v1::RecognitionService::Stub;
  template <typename Request, typename Response>
  Response AsAdmin(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request) const;

  testing::TestDatabase database_;
  std::unique_ptr<Service> recognition_;
};

// What a gift leaves there, by the mark that its client put into its message. `recipients`: how many.
std::vector<std::string> RowsOfGift(const std::string& mark, int recipients, bool points);
// And what taking it back leaves beside that.
std::vector<std::string> RowsOfRevocation(const std::string& mark, int recipients);

}  // namespace laurel::faults
