internal import CLibxml2

/// Why a document cannot be read, and where.
public struct XMLFault: Error, Equatable, Sendable {
    public enum Kind: String, Sendable {
        /// Nothing but white space.
        case empty
        /// The document ends before its root element does.
        case truncated
        /// Not well-formed.
        case malformed
        /// The bytes are not in the encoding that the declaration names, or it is one we do not take.
        case encoding
        /// It has a DOCTYPE; 1C never writes one, and entities are the way to attack a reader.
        case doctype
        /// It has bytes of zero: a copy that is not finished, or was never.
        case zeros
        /// A character that XML does not allow, such as U+000B.
        case character
        /// It says it is of another version of XML than 1.0.
        case version
        /// Elements nest deeper than ``XMLLimits/depth``.
        case tooDeep
        /// More attributes in a tag than ``XMLLimits/attributes``.
        case attributes
        /// A tag longer than ``XMLLimits/tagBytes``, or a name in it than ``XMLLimits/nameBytes``.
        case tag
        /// A text, comment, CDATA section or instruction longer than ``XMLLimits/textBytes``.
        case text
        /// More different names of elements and attributes than any document has.
        case names
        /// The handler stopped the reading.
        case stopped
    }

    public let kind: Kind
    /// Counted from 1; in the text as libxml2 reads it.
    public let line: Int
    public let column: Int
    /// libxml2's error number, 0 where it found nothing wrong itself.
    public let code: Int

    public init(kind: Kind, line: Int, column: Int, code: Int) {
        self.kind = kind
        self.line = line
        self.column = column
        self.code = code
    }

    /// The document, or a piece of it, does not end.
    static func isUnfinished(code: Int32) -> Bool {
        [XML_ERR_DOCUMENT_END, XML_ERR_CDATA_NOT_FINISHED, XML_ERR_COMMENT_NOT_FINISHED]
            .contains { $0.rawValue == UInt32(code) }
    }

    /// A character that XML has no place for, as itself or as a reference.
    static func isCharacter(code: Int32) -> Bool {
        [XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF].contains { $0.rawValue == UInt32(code) }
    }

    static func isEncoding(code: Int32) -> Bool {
        let encodingCodes = [
            XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_INVALID_ENCODING,
            XML_ERR_ENCODING_NAME, XML_I18N_CONV_FAILED, XML_I18N_NO_HANDLER
        ]
        return encodingCodes.contains { $0.rawValue == UInt32(code) }
    }
}
