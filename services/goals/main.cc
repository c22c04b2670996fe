#include "services/goals/app.h"
#include "services/goals/config.h"

int main(int argc, char** argv) {
  return laurel::RunService(laurel::goals::MakeService(laurel::goals::ReadConfig(argc, argv)));
}
