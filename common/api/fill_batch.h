// The end of every batch get (AIP-231): resources that were read by name become one answer. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace laurel::api {

// An answer holds 4 MiB: more than 200 ordinary resources, and less than 200 whose fields are all full.
inline constexpr std::size_t kMostBatchBytes = std::size_t{7} << 19;

// For each of `names`, in their order: what `show` makes of the resource, into `out`; its name into `missing`
// where that is nothing. `show`: absl::StatusOr<std::optional<Resource>>(const Resource*), nullptr for a name
// that is not among `found`. INVALID_ARGUMENT on `names` for more than one answer holds; the errors of
// `show`.
template <typename Resource, typename Show>
absl::Status FillBatch(const google::protobuf::RepeatedPtrField<std::string>& names,
                       const std::vector<Resource>& found, Show show,
                       google::protobuf::RepeatedPtrField<Resource>* out,
                       google::protobuf::RepeatedPtrField<std::string>* missing) {
  absl::flat_hash_map<std::string, const Resource*> by_name;
  for (const Resource& resource : found) by_name.emplace(resource.name(), &resource);
  std::size_t bytes = 0;
  for (const std::string& name : names) {
    const auto resource = by_name.find(name);
    ASSIGN_OR_RETURN(auto shown, show(resource == by_name.end() ? nullptr : resource->second));
    if (!shown.has_value()) {
      *missing->Add() = name;
      continue;
    }
    bytes += shown->ByteSizeLong();
    if (bytes > kMostBatchBytes) {
      return InvalidField("names", "these are more than one answer holds: ask for fewer");
    }
    *out->Add() = *std::move(shown);
  }
  return absl::OkStatus();
}

}  // namespace laurel::api
