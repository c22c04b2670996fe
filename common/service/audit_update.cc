#include "common/service/audit_update.h"

#include "common/api/digest.h"
#include "fmt/format.h"

namespace laurel {

sql::AuditEntry UpdateEntry(std::string_view resource, std::string_view subject,
                            const google::protobuf::Message& before, const std::vector<std::string>& fields) {
  return {.resource = std::string(resource),
          .subject = std::string(subject),
          .fields = fmt::format("{}", fmt::join(fields, ",")),
          .earlier_hash = api::Sha256(api::SerializeDeterministically(before))};
}

void AuditFor(const std::set<std::string>& people, const sql::AuditEntry& entry, sql::Changes& changes) {
  for (const std::string& person : people) {
    sql::AuditEntry own = entry;
    own.subject = person;
    changes.Audit(std::move(own));
  }
}

void AuditUpdate(const rpc::Call& call, std::string_view resource, const google::protobuf::Message& before,
                 const std::vector<std::string>& fields, std::set<std::string> subjects,
                 sql::Changes& changes) {
  subjects.erase(call.caller.name);
  if (subjects.empty()) subjects.insert("");
  AuditFor(subjects, UpdateEntry(resource, "", before, fields), changes);
}

}  // namespace laurel
