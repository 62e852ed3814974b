/** Rules about fields that several kinds have. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.common;
