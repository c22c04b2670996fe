// Rows of feedback as a big organisation has them after some years, by SQL: 1,000 people speak about 1,000
// others, some much more than most, and one person has a tenth of it all.
#pragma once

#include <string>

#include "common/sql/database.h"

namespace laurel::load {

// Ids. A tenth of the pieces is about the subject, a twentieth by the author.
struct Heavy {
  std::string subject, author, peer;
  std::string team;     // the subject's
  std::string session;  // of author and subject: some pieces come from it
};

// So many, of the last three years. std::runtime_error.
void InsertPieces(sql::Database& database, const Heavy& heavy, int pieces);

}  // namespace laurel::load
