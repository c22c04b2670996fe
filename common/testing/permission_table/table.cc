#include "common/testing/permission_table/table.h"

#include <stdexcept>

namespace laurel::testing {
namespace {

const PermissionRow& RowOf(const PermissionTable& table, const std::string& name) {
  for (const PermissionRows* rows : {&table.objects, &table.lists, &table.starts}) {
    if (const auto row = rows->find(name); row != rows->end()) return row->second;
  }
  throw std::out_of_range("the permission table has no row " + name);
}

}  // namespace

std::string CellOf(const PermissionTable& table, const std::string& row, const Relation& relation) {
  const PermissionRow& found = RowOf(table, row);
  const auto cell = found.cells.find(relation.name);
  return cell == found.cells.end() ? found.everybody : cell->second;
}

std::string ParentOf(const PermissionTable& table, const std::string& object) {
  return RowOf(table, object).parent;
}

std::string ThenOf(const PermissionTable& table, const std::string& object, const std::string& word) {
  const auto& becomes = RowOf(table, object).becomes;
  const auto then = becomes.find(word);
  return then == becomes.end() ? object : then->second;
}

char ViewOf(const PermissionTable& table, const std::string& object, const Relation& relation) {
  const char first = CellOf(table, object, relation).front();
  return first == 'r' ? 'F' : first == 's' ? 'S' : '-';
}

bool May(const PermissionTable& table, const std::string& object, const std::string& word,
         const Relation& relation) {
  const std::string cell = CellOf(table, object, relation) + " ";
  return cell.find(" " + word + " ") != std::string::npos;
}

}  // namespace laurel::testing
