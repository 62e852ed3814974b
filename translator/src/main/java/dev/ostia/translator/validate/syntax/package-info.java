/** The small notations inside fields: names, host names, addresses, durations, header values. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.syntax;
