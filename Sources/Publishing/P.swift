package enum Publishing {}
