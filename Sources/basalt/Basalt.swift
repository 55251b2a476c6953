import Commands

@main
struct Basalt {
    static func main() async { await runBasalt() }
}
