/** An object as it was written, walked with the path kept, and what is found wrong in it. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.validate.document;
