#ifndef STET_CLIBPQ_SHIM_H
#define STET_CLIBPQ_SHIM_H

#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#endif
