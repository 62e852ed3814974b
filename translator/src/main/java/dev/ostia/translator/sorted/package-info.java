/** A sorted map that is cheap to change by little and cheap to compare with what it was before. */
@NullMarked
package dev.ostia.translator.sorted;

import org.jspecify.annotations.NullMarked;
