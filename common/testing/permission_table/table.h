// "Who may do what" and "Who may start what" of the product, as the tests of a service read them: rows of
// cells, one for each relation that somebody can have. What every call answers is computed from them
// (trials.h). Immutable; thread-safe. std::out_of_range for a row that is not there.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace laurel::testing {

struct Relation {
  std::string name;
  std::string person;  // id
};

// Of an object: "-" nothing · "r …" reads it · "s …" reads its summary; then what else they may do with it,
// each a word. Of a list: "+" it holds what they may read · "0" it is theirs and does not hold it · a letter:
// what it answers instead. Of something to start: the letter of the answer. Letters are those of outcome.h.
struct PermissionRow {
  std::string everybody;  // who is not named in `cells`
  std::map<std::string, std::string> cells = {};
  // What an object belongs to: who reads only its summary learns nothing of the object, and is told so.
  std::string parent = {};
  // The row that holds once a word was done, when that is another one.
  std::map<std::string, std::string> becomes = {};
};

using PermissionRows = std::map<std::string, PermissionRow>;

struct PermissionTable {
  std::vector<Relation> relations;
  PermissionRows objects, lists, starts;
};

std::string CellOf(const PermissionTable& table, const std::string& row, const Relation& relation);
// "": nothing.
std::string ParentOf(const PermissionTable& table, const std::string& object);
// The row of the object once that was done to it.
std::string ThenOf(const PermissionTable& table, const std::string& object, const std::string& word);
// How much of an object they read: F, S or -.
char ViewOf(const PermissionTable& table, const std::string& object, const Relation& relation);
// The cell has the word.
bool May(const PermissionTable& table, const std::string& object, const std::string& word,
         const Relation& relation);

}  // namespace laurel::testing
