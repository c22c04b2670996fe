// The people of a fault test, brought in as anybody's are: by an import through directory's API.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "grpcpp/channel.h"

namespace laurel::faults {

inline constexpr int kPairs = 8;

// Pair n, from 0: a manager and the agent who reports to them.
std::string ManagerEmail(int pair);
std::string AgentEmail(int pair);

// Imports the pairs from `first` up to `last`, not included. Ends the test process when a row is refused.
void ImportPairs(const std::shared_ptr<grpc::Channel>& directory, std::string_view admin_token, int first,
                 int last);

// Makes them RECOGNITION_ADMIN; `person` is "people/{id}".
void GrantRecognitionAdmin(const std::shared_ptr<grpc::Channel>& directory, std::string_view admin_token,
                           const std::string& person);

// "people/{id}" by email, of everybody.
std::map<std::string, std::string> PeopleByEmail(const std::shared_ptr<grpc::Channel>& directory,
                                                 std::string_view token);

}  // namespace laurel::faults
