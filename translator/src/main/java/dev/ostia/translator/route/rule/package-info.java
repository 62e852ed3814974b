/** What the translation of one HTTP rule works with. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.route.rule;
