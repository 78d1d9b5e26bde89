/// The measuring cannot go on; the text is for the person who started it.
package struct BenchFault: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
