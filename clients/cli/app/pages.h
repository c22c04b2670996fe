// Lists of a service as one vector.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/connection/endpoint.h"
#include "google/protobuf/repeated_field.h"

namespace laurel::cli {

template <typename Item>
struct Listed {
  std::vector<Item> items;
  bool more = false;  // the list goes on after the limit
};

// What else an answer says besides its items: it is called with each page.
template <typename Response>
using EachPage = std::function<void(const Response&)>;

// Up to `limit` items, page by page; 0 is all. `ListPages<v1::Person>(client, &Stub::ListPeople, request,
// &v1::ListPeopleResponse::people, 50)`.
template <typename Item, typename Service, typename Request, typename Response>
absl::StatusOr<Listed<Item>> ListPages(
    Client<Service>& client,
    grpc::Status (Client<Service>::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
    Request request, const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const, int limit,
    const std::type_identity_t<EachPage<Response>>& each_page = {}) {
  constexpr int kLargestPage = 200;
  const std::size_t most =
      limit == 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(limit);
  Listed<Item> listed;
  do {
    request.set_page_size(static_cast<int>(std::min<std::size_t>(most - listed.items.size(), kLargestPage)));
    absl::StatusOr<Response> response = client.Call(method, request);
    if (!response.ok()) return response.status();
    if (each_page) each_page(*response);
    for (const Item& item : ((*response).*items)()) listed.items.push_back(item);
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty() && listed.items.size() < most);
  listed.more = !request.page_token().empty();
  return listed;
}

template <typename Item>
std::vector<const google::protobuf::Message*> RecordsOf(const std::vector<Item>& items) {
  std::vector<const google::protobuf::Message*> records;
  for (const Item& item : items) records.push_back(&item);
  return records;
}

}  // namespace laurel::cli
