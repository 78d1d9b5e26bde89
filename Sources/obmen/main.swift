import ArgumentParser
import ExchangeCommands

ObmenCommand.main()
