/** The {@code extensionProviders} of a mesh configuration: where logs and spans go. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.config.provider;
