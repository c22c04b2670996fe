// "Who may do what" and "Who may start what" of the product, as its tests read them: rows of cells, one for
// each relation that somebody can have to Ana and to what is written about her. What every call answers is
// computed from them (table_test.cc). Immutable; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "common/org/testing/records.h"

namespace laurel::feedback::testing {

extern const std::string kWriter;  // writes about Ana, and has no other relation to anybody

// Of the suite, and the writer.
org::testing::Records OrganizationWithWriter();

struct Relation {
  std::string name;
  std::string person;  // id
};
const std::vector<Relation>& Relations();

// std::out_of_range for a row that is not there.
//
// Of an object: "-" nothing · "r …" reads it · "s …" reads its summary; then what else they may do with it.
// "…, retracted" after a piece of feedback: what remains of its cell then.
// Of a list: "+" it holds what they may read · "0" it is theirs and does not hold it · a letter: what it
// answers instead. Of something to start: the letter of the answer. Letters are those of Outcome
// (permissions.h).
std::string CellOf(const std::string& row, const Relation& relation);

// What an object belongs to: who reads only its summary learns nothing of the object, and is told so. "":
// nothing.
std::string ParentOf(const std::string& object);

}  // namespace laurel::feedback::testing
