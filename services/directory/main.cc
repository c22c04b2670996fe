#include "services/directory/app.h"
#include "services/directory/config.h"

int main(int argc, char** argv) {
  return laurel::RunService(laurel::directory::MakeService(laurel::directory::ReadConfig(argc, argv)));
}
