/* Chance that can be repeated: the same seed gives the same draws, on every machine. Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014: the generator known as SplitMix64. */
#ifndef CT_REVIEW_CHANCE_H
#define CT_REVIEW_CHANCE_H

#include <stddef.h>
#include <stdint.h>

typedef struct chance {
    uint64_t state; /* starts as the seed */
} chance;

/* The next 64 bits. */
uint64_t chance_next(chance *from);
/* A whole number below `n`, each as likely: Lemire, "Fast random integer generation in an interval", ACM TOMACS 2019,
 * without the rejection: with n far below 2^32 none is favoured by more than n / 2^32. */
size_t chance_below(chance *from, size_t n);

/* A number that belongs to a text under a seed: what is drawn by the least of them stays drawn whatever is added. */
uint64_t chance_key(uint64_t seed, const char *text);

#endif
