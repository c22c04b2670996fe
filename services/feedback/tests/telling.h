// What the tests of events share: common/testing/telling.h, and that an event is heard by those who may read
// what it is about. Used by one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/testing/telling.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {

using CallsByRpc = laurel::testing::CallsByRpc<Suite>;
using laurel::testing::Calling;
using laurel::testing::ExpectCallsTellWhatTheyChange;
using laurel::testing::Prepared;

class Audiences : public Permissions {
 protected:
  const std::vector<std::string> everybody = {kAna,  kBen,    kCarla, kSkip,    kTop,      kCoach, kLead,
                                              kPeer, kFormer, kHr,    kAuditor, kStranger, kGone};

  bool Hears(const std::string& person, const std::string& audience) {
    return laurel::testing::Hears(suite, person, audience);
  }
  // Of the events about this resource.
  std::set<std::string> AudiencesOf(const std::string& subject) {
    return laurel::testing::AudiencesOf(suite, subject);
  }
  void ExpectHeardByReaders(const std::string& subject,
                            const std::function<bool(const std::string& person)>& reads) {
    for (const std::string& audience : AudiencesOf(subject)) {
      for (const std::string& person : everybody) {
        EXPECT_EQ(Hears(person, audience), reads(person)) << subject << " " << person << " " << audience;
      }
    }
  }
};

}  // namespace laurel::feedback::testing
