// Early return on error. absl gets these macros only in later releases; names and meaning are theirs.
#pragma once

#define LAUREL_CONCAT_INNER_(a, b) a##b
#define LAUREL_CONCAT_(a, b) LAUREL_CONCAT_INNER_(a, b)

#define RETURN_IF_ERROR(expression)                                       \
  do {                                                                    \
    if (absl::Status laurel_status = (expression); !laurel_status.ok()) { \
      return laurel_status;                                               \
    }                                                                     \
  } while (false)

#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_IMPL_(LAUREL_CONCAT_(laurel_status_or_, __LINE__), declaration, expression)

// NOLINTBEGIN(bugprone-macro-parentheses): a declaration in parentheses is none.
#define ASSIGN_OR_RETURN_IMPL_(status_or, declaration, expression) \
  auto status_or = (expression);                                   \
  if (!status_or.ok()) {                                           \
    return std::move(status_or).status();                          \
  }                                                                \
  declaration = *std::move(status_or)
// NOLINTEND(bugprone-macro-parentheses)
