// Who is calling. A value.
#pragma once

#include <string>
#include <string_view>

#include "laurel/common/v1/rules.pb.h"

namespace laurel::auth {

// A set of laurel.common.v1.Caller.
class CallerSet {
 public:
  void Add(common::v1::Caller caller) { bits_ |= 1U << static_cast<unsigned>(caller); }
  bool Has(common::v1::Caller caller) const { return (bits_ & (1U << static_cast<unsigned>(caller))) != 0; }

 private:
  unsigned bits_ = 0;
};

// What the ids of service accounts begin with; those of people do not.
inline constexpr std::string_view kServicePrefix = "service:";

struct Principal {
  // The person's id (a ULID), or "service:" and the subject of a service account. The key of request log,
  // page tokens, audit and rate limits.
  std::string id;
  // "people/{id}"; empty for a service account.
  std::string name;
  // What the caller is: CALLER_PERSON and the roles held now, or the role of the service account.
  CallerSet is;

  // Of a service account; empty for a person.
  std::string_view ServiceSubject() const {
    const std::string_view whole = id;
    return whole.starts_with(kServicePrefix) ? whole.substr(kServicePrefix.size()) : std::string_view();
  }
  bool IsHrAdmin() const { return is.Has(common::v1::CALLER_HR_ADMIN); }
  bool IsAuditor() const { return is.Has(common::v1::CALLER_AUDITOR); }
  bool IsRecognitionAdmin() const { return is.Has(common::v1::CALLER_RECOGNITION_ADMIN); }
};

}  // namespace laurel::auth
