/* Numbers as text: always with a point, whatever the locale says, and never more decimals than asked for. */
#ifndef CT_BASE_NUMBER_H
#define CT_BASE_NUMBER_H

#define NUMBER_SIZE 32

/* Write `value`, rounded half away from zero. `decimals` 0 to 6. Values past +-9e9 are held there; there is no "-0". */
void number_text(char out[NUMBER_SIZE], double value, int decimals);

/* The same without zeros at the end: 1.500 is "1.5", 2.000 is "2". */
void number_short_text(char out[NUMBER_SIZE], double value, int decimals);

#endif
