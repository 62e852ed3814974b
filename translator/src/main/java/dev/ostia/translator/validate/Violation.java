package dev.ostia.translator.validate;

import dev.ostia.translator.config.DiagnosticCode;

/**
 * A rule that an object breaks.
 *
 * @param field the path inside the object, such as {@code spec.http[0].timeout}
 * @param message what is wrong and why, no full stop
 * @param advice what to do; may be empty
 */
public record Violation(DiagnosticCode code, String field, String message, String advice) {}
