// What a decision writes, as data: rows to insert, then guarded updates, last before COMMIT (evidence: a
// guard held for one statement instead of the whole transaction). Order of writing: request log, inserted
// rows (grouped by table in the order in which tables were first named; events are rows), audit, updates.
// Used by one thread at a time.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/record.h"
#include "common/sql/value.h"

namespace laurel::sql {

// One line of the audit: ids, codes and hashes, never text.
struct AuditEntry {
  std::string resource;  // full name
  std::string subject;   // the person whom it concerns: "people/{id}", or empty
  // Of an update: which fields it wrote, comma-separated, and SHA-256 over the resource as it was: enough to
  // prove what stood there, without keeping people's words in the audit.
  std::string fields = {};
  std::string earlier_hash = {};  // 32 bytes, or empty
};

class Changes {
 public:
  void Insert(const Record& record, const google::protobuf::Message& message, const Values& extras = {});
  void Insert(std::string_view table, std::vector<std::string> columns, Values values);
  // An UPDATE or DELETE with its guard in the WHERE clause (… AND version = ?). It must change exactly
  // `expected` rows, else the transaction is rolled back and decided again. -1: any number.
  void Update(std::string sql, Values values, int expected = 1);
  // Besides what every audited call leaves by itself: an entry for its answer's name and each person
  // mentioned, but the actor. An entry of one's own for that name stands in its place; a call whose answer
  // has no name leaves its own entries alone. std::logic_error without a resource.
  void Audit(AuditEntry entry);
  // A person whom the stored answer names: erasing them empties it.
  void Mention(std::string_view person);
  // A thing whose words the stored answer holds, by a name of at most 64 characters ("comments/{id}"):
  // whoever deletes the thing empties the answer (EraseAnswers). The audit knows nothing of it.
  void MentionThing(std::string_view thing);
  // Runs after this write's COMMIT, once: not for a refusal, a replay or an outcome that stays unknown. For
  // what counts writes (metrics); it does not throw, and writes nothing.
  void OnCommitted(std::function<void()> effect);

  struct RowInsert {
    std::string table;
    std::vector<std::string> columns;
    std::vector<Values> rows;
  };
  struct GuardedUpdate {
    std::string sql;
    Values values;
    int expected;
  };
  const std::vector<RowInsert>& inserts() const { return inserts_; }
  const std::vector<GuardedUpdate>& updates() const { return updates_; }
  const std::vector<AuditEntry>& audit() const { return audit_; }
  const std::vector<std::string>& mentions() const { return mentions_; }
  const std::vector<std::string>& things() const { return things_; }
  const std::vector<std::function<void()>>& on_committed() const { return on_committed_; }

 private:
  std::vector<RowInsert> inserts_;
  std::vector<GuardedUpdate> updates_;
  std::vector<AuditEntry> audit_;
  std::vector<std::string> mentions_;
  std::vector<std::string> things_;
  std::vector<std::function<void()>> on_committed_;
};

}  // namespace laurel::sql
