// The end of every list method: rows that were read become a page (AIP-158). Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/api/page.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_field.h"

namespace laurel::api {

// Moves as many of `rows` to `out` as fit a page of `size` (RowsThatFit). When some are left, a page follows:
// `next_page_token` then continues after the last row given, whose place in the list is `cursor_of(row)`.
// Whoever reads one row more than `size` knows whether there are more.
template <typename Row, typename CursorOf>
void FillPage(std::string_view caller, const google::protobuf::Message& request, std::vector<Row> rows,
              int size, CursorOf cursor_of, google::protobuf::RepeatedPtrField<Row>* out,
              std::string* next_page_token) {
  const std::size_t fit = RowsThatFit(rows, size);
  if (fit < rows.size() && fit > 0) {
    *next_page_token = MakePageToken(caller, request, cursor_of(std::as_const(rows[fit - 1])));
  }
  out->Reserve(out->size() + static_cast<int>(fit));
  for (std::size_t i = 0; i < fit; ++i) *out->Add() = std::move(rows[i]);
}

}  // namespace laurel::api
