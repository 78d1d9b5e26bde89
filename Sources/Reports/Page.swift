internal import ExchangeModel

/// A page that a person opens from the share: one file, no network, no script but ``PageScript``, fit for paper.
///
/// The map of this target: what happened (values of the model and the ledger) → ``RefusalPage`` beside a refused file,
/// ``LoadingSheet`` in a pack → text of HTML, every value escaped.
enum Page {
    /// `isWide`: it has tables of many columns.
    static func html(title: String, language: Language, body: String, isWide: Bool = false) -> String {
        let script =
            isWide
            ? (policy: "; script-src 'sha256-\(PageScript.hash)'", element: "\n<script>\(PageScript.text)</script>")
            : (policy: "", element: "")
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'\(script.policy)">
            <title>\(escape(title))</title>
            <style>\(style)\(isWide ? wideStyle : "")</style>
            </head>
            <body>
            <main\(isWide ? " class=\"wide\"" : "")>
            \(body)
            </main>\(script.element)
            </body>
            </html>

            """
    }

    /// Text for an element or an attribute in quotes; control and direction characters are shown, not obeyed.
    static func escape(_ text: String) -> String {
        if isPlain(text) { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case _ where scalar.isSteering: escaped += scalar.named
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Nothing but Latin and Cyrillic letters, digits and harmless signs: most cells of a page of thousands of rows.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
            // Of U+0400 to U+047F, which begin with 0xD0 and 0xD1, none steers; what follows these begins no other.
            case 0x20..<0x7F, 0x80..<0xC0, 0xD0, 0xD1: true
            default: false
            }
        }
    }

    private static let style = """
        :root{color-scheme:light}body{margin:0;background:#f4f5f7;color:#1c2430;font:16px/1.5 system-ui,"Segoe UI",\
        Roboto,Arial,sans-serif}main{overflow-wrap:anywhere;max-width:54rem;margin:2rem auto;padding:2rem 2.5rem;background:#fff;\
        border-radius:12px;box-shadow:0 1px 4px #0002}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}\
        h2{font-size:1.1rem;margin:2rem 0 .5rem}.sub{color:#5b6675;margin:0 0 1.5rem}.bad{border-left:5px solid \
        #c62828;background:#fdf0ef;padding:.8rem 1rem;border-radius:6px}ul.good{padding-left:2rem}.good{border-left:5px solid #2e7d32;\
        background:#eff7f0;padding:.8rem 1rem;border-radius:6px}table{border-collapse:collapse;width:100%;\
        font-size:.95rem}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #e3e6ea;\
        vertical-align:top;overflow-wrap:anywhere}th{color:#5b6675;font-weight:600;overflow-wrap:normal}td.s{\
        overflow-wrap:normal}td.n{text-align:right;\
        white-space:nowrap}ol>li{margin:.6rem 0}pre{background:#f4f5f7;padding:.8rem;border-radius:6px;overflow-x:auto;\
        font-size:.85rem;tab-size:2}mark{background:#ffd9d6}code{font-family:ui-monospace,Consolas,monospace;font-size:.9em}\
        .wide{max-width:82rem}.tiles{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}.tiles div{flex:1 1 9rem;\
        background:#f4f5f7;border-radius:8px;padding:.7rem 1rem}.tiles b{display:block;font-size:1.25rem;\
        white-space:nowrap}.tiles span{color:#5b6675;font-size:.85rem}.scroll{overflow-x:auto}input[type=search]{font:inherit;padding:.3rem .6rem;margin:0 0 .5rem;\
        border:1px solid #c3c9d1;border-radius:6px;width:16rem;max-width:100%}.wide table{font-size:\
        .85rem}.wide th,.wide td{padding:.35rem .4rem}.wide th{vertical-align:bottom}th.n{text-align:right}.wide td{overflow-wrap:normal}tr.bad td{background:#fdf0ef}\
        tr.good td{background:#eff7f0}tr.total td{font-weight:600;border-top:2px solid #5b6675}.chart{width:100%;\
        max-width:46rem}.chart text{font:13px system-ui,"Segoe UI",Roboto,Arial,sans-serif;fill:#1c2430}summary{cursor:\
        pointer;color:#3f6fb5}tr.card td{padding-top:0;font-size:.8rem}tr:has(+tr.card) td{border-bottom:0}dl{display:grid;\
        grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.4rem 0}dt{color:#5b6675}dd{margin:0}@media screen and (max-width:40rem){main{margin:0;padding:1rem;border-radius:0}\
        .wide thead{position:absolute;clip-path:inset(50%)}.wide table,.wide tbody,.wide tr,.wide td{display:block}\
        .wide tr{padding:.5rem 0;border-bottom:1px solid #c3c9d1}.wide td,.wide td.n{border:0;text-align:left;\
        white-space:normal;padding:.1rem .5rem}.wide td:empty,.wide tr[hidden]{display:none}\
        .wide tbody td::before{color:#5b6675;font-weight:400}\
        .wide td:first-child{font-weight:600}dl{grid-template-columns:1fr}dt{margin-top:.4rem}}\
        @media print{input[type=search],.more{display:none}body{background:#fff}a{color:inherit;text-decoration:none}\
        main,main.wide{box-shadow:none;margin:0;max-width:none;padding:0}.scroll{overflow:visible}tr{break-inside:avoid}\
        h2{break-after:avoid}.wide table{font-size:7.5pt}.wide th,.wide td{padding:2pt 3pt}tr.card{display:none}}
        """

    /// What a page of wide tables needs besides: paper across.
    private static let wideStyle = "@page{size:A4 landscape;margin:10mm}"
}
