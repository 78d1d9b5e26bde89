import ExchangeEngine
import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@Suite struct HeldFolderTests {
    private let files: TemporaryFolder
    private let held: HeldFolder

    init() throws {
        files = try TemporaryFolder()
        try files.write("inbox/sub/a.xml", "да")
        try files.write("outside/secret.xml", "нет")
        held = try HeldFolder(FilePath(files.path("inbox")))
    }

    private func text(_ name: String, in folder: HeldFolder? = nil) throws -> String {
        try (folder ?? held).reading(FilePath(name)) { String(decoding: try $0.head(count: 100), as: UTF8.self) }
    }

    private func fault(_ name: String, in folder: HeldFolder? = nil) -> Errno? {
        #expect(throws: FileFault.self) { _ = try text(name, in: folder) }?.errno
    }

    private func makeLink(_ target: String, _ name: String) throws {
        try #require(symlink(target, files.path("inbox/" + name)) == 0)
    }

    @Test func `reads a plain file in a folder of it`() throws {
        #expect(try text("sub/a.xml") == "да")
    }

    @Test func `follows no link, neither at the end nor on the way`() throws {
        try makeLink(files.path("outside/secret.xml"), "b.xml")
        try makeLink(files.path("outside"), "there")
        try makeLink("sub/a.xml", "inner.xml")
        #expect(fault("b.xml") == .tooManySymbolicLinkLevels)
        #expect(fault("there/secret.xml") == .tooManySymbolicLinkLevels)
        #expect(fault("inner.xml") == .tooManySymbolicLinkLevels)
    }

    @Test func `reads nothing of a file or folder that was swapped for a link after it was looked at`() throws {
        let name: FilePath.Component = "sub"
        #expect(try held.look(name).isFolder)
        try FileManager.default.moveItem(atPath: files.path("inbox/sub"), toPath: files.path("moved"))
        try makeLink(files.path("outside"), "sub")
        #expect(fault("sub/secret.xml") == .tooManySymbolicLinkLevels)
    }

    @Test func `leads nowhere out of the folder`() {
        #expect(fault("../outside/secret.xml") == .improperLink)
        #expect(fault("sub/../../outside/secret.xml") == .improperLink)
    }

    @Test func `leads onto no other file system`() throws {
        let root = try HeldFolder("/")
        #expect(fault("proc/version", in: root) == .improperLink)
    }

    @Test func `does not wait at a pipe and reads none`() throws {
        try #require(mkfifo(files.path("inbox/pipe.xml"), 0o600) == 0)
        #expect(fault("pipe.xml") == .invalidArgument)
    }

    @Test func `reads no file that has another name elsewhere`() throws {
        try #require(link(files.path("outside/secret.xml"), files.path("inbox/c.xml")) == 0)
        #expect(fault("c.xml") == .tooManyLinks)
    }
}
