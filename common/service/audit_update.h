// What a change leaves in the audit: whom it concerns, and of an update which fields it wrote and a hash of
// what stood there. Adds to a Changes, which one thread uses at a time.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/rpc/call.h"
#include "common/sql/changes.h"
#include "google/protobuf/message.h"

namespace laurel {

// An entry about an update of `resource` (its name), which was `before`; of no field when nothing changed.
sql::AuditEntry UpdateEntry(std::string_view resource, std::string_view subject,
                            const google::protobuf::Message& before, const std::vector<std::string>& fields);

// `entry` for each of these people (names), as its subject.
void AuditFor(const std::set<std::string>& people, const sql::AuditEntry& entry, sql::Changes& changes);

// An entry about `resource` (its name) for each of these people (names) but the caller; one without a subject
// when that is nobody.
void AuditUpdate(const rpc::Call& call, std::string_view resource, const google::protobuf::Message& before,
                 const std::vector<std::string>& fields, std::set<std::string> subjects,
                 sql::Changes& changes);

}  // namespace laurel
