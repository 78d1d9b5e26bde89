import ExchangeCommands

ObmenCommand.start()
