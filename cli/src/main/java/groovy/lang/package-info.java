/** A stand-in for what picocli looks for in vain. */
@org.jspecify.annotations.NullMarked
package groovy.lang;
